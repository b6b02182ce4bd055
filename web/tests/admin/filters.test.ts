import { describe, expect, it } from "vitest";
import { noFilters, readFilters, writeFilters } from "../../src/admin/pages/complaints/filters";

describe("the filters of the complaints", () => {
  it("are nothing in the address where nothing is chosen", () => {
    expect(readFilters("")).toEqual(noFilters);
    expect(writeFilters(noFilters)).toBe("");
  });

  it("come back from the address as they went into it", () => {
    const filters = { state: "waiting_staff", kind: "member", assigned: "root" } as const;
    expect(writeFilters(filters)).toBe("?state=waiting_staff&kind=member&assigned=root");
    expect(readFilters("state=waiting_staff&kind=member&assigned=root")).toEqual(filters);
    expect(readFilters("?assigned=none")).toEqual({ ...noFilters, assigned: "none" });
  });

  it("leave out words that do not exist", () => {
    expect(readFilters("state=lost&kind=&assigned=&more=1")).toEqual(noFilters);
  });

  it("take names with signs of an address in them as they are", () => {
    const filters = { ...noFilters, assigned: "a&b=c ü" };
    expect(readFilters(writeFilters(filters))).toEqual(filters);
  });

  it("ask for older ones after the last that was seen", () => {
    expect(writeFilters({ ...noFilters, state: "new" }, "c17")).toBe("?state=new&before=c17");
    expect(writeFilters(noFilters, "c17")).toBe("?before=c17");
  });
});
