import { type Answer, call, changing, proven } from "../session/api";
import {
  type AccountChange,
  type Entered,
  endedLogins,
  entered,
  type OwnAccount,
  ownAccount,
} from "../wire/account";
import type { Shape } from "../wire/shape";

// The HTTP routes of PROTOCOL section 12.

const nothing: Shape<null> = { problem: (value, at) => (value === null ? null : `${at}: not empty`) };

export const register = (name: string, password: string): Promise<Answer<Entered>> =>
  proven("/api/account", entered, { name, password });

export const logIn = (name: string, password: string): Promise<Answer<Entered>> =>
  call("/api/login", entered, changing("POST", { name, password }));

export const recover = (name: string, recovery: string, password: string): Promise<Answer<Entered>> =>
  call("/api/recovery", entered, changing("POST", { name, recovery, password }));

export const endSession = (): Promise<Answer<null>> => call("/api/session", nothing, changing("DELETE"));

export const fetchAccount = (): Promise<Answer<OwnAccount>> => call("/api/account", ownAccount);

export const changeAccount = (change: AccountChange): Promise<Answer<OwnAccount>> =>
  call("/api/account", ownAccount, changing("PATCH", change));

export const changePassword = (password: string, next: string): Promise<Answer<Entered>> =>
  call("/api/account/password", entered, changing("POST", { password, new_password: next }));

export const endOthers = (): Promise<Answer<{ readonly ended: number }>> =>
  call("/api/account/end_others", endedLogins, changing("POST"));

export const deleteAccount = (password: string): Promise<Answer<null>> =>
  call("/api/account/delete", nothing, changing("POST", { password }));

/** Everything that is stored of the account, as it came. */
export const exportAccount = (): Promise<Answer<unknown>> =>
  call<unknown>("/api/account/export", { problem: () => null });
