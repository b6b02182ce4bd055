import { type Challenge, type Proof, Search } from "./solve";

// A file of its own, run beside the page so that the page goes on answering. One challenge per message.

interface Port {
  onmessage: ((event: MessageEvent<Challenge>) => void) | null;
  postMessage(proof: Proof): void;
}

const piece = 10_000;
const port = globalThis as unknown as Port;

port.onmessage = ({ data }) => {
  const search = new Search(data);
  let proof: Proof | null = null;
  while (!proof) proof = search.go(piece);
  port.postMessage(proof);
};
