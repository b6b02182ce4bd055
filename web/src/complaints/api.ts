import { type Answer, call, changing } from "../session/api";
import {
  type Complaint,
  type ComplaintKind,
  complaints,
  oneComplaint,
  type Preview,
  preview,
  type Rule,
  rules,
  type Taken,
  taken,
} from "../wire/complaints";

// The HTTP routes of PROTOCOL section 18.

/** What of a room is to be looked at: the body of the preview, and with its digest part of the complaint. */
export interface Picked {
  readonly room: string;
  readonly m?: number;
  readonly messages?: readonly number[];
}

export interface Wanted {
  readonly kind: ComplaintKind;
  readonly rule?: string;
  readonly text: string;
  readonly evidence?: Picked & { readonly digest: string };
}

type One = { readonly complaint: Complaint };

export const fetchRules = (): Promise<Answer<{ readonly rules: readonly Rule[] }>> =>
  call("/api/rules", rules);

export const askPreview = (picked: Picked): Promise<Answer<Preview>> =>
  call("/api/complaints/preview", preview, changing("POST", picked));

export const sendComplaint = (wanted: Wanted): Promise<Answer<Taken>> =>
  call("/api/complaints", taken, changing("POST", wanted));

export const fetchComplaints = (): Promise<Answer<{ readonly complaints: readonly Complaint[] }>> =>
  call("/api/complaints", complaints);

const complaintPath = (id: string) => `/api/complaints/${encodeURIComponent(id)}`;

export const fetchComplaint = (id: string): Promise<Answer<One>> => call(complaintPath(id), oneComplaint);

export const addPost = (id: string, text: string): Promise<Answer<One>> =>
  call(`${complaintPath(id)}/posts`, oneComplaint, changing("POST", { text }));

export const openReceipt = (receipt: string): Promise<Answer<One>> =>
  call("/api/receipts", oneComplaint, changing("POST", { receipt }));

export const addPostByReceipt = (receipt: string, text: string): Promise<Answer<One>> =>
  call("/api/receipts/posts", oneComplaint, changing("POST", { receipt, text }));
