import type { GapPayload } from '@pipescope/protocol';
import { EntryKind, encodePayload, FrameKind, FrameWriter, runBytes, StreamId } from '@pipescope/protocol';

/** A record frame that stands for entries no longer held. Made for one viewer, never stored. */
export function gapFrame(run: string, gap: GapPayload, time: number): Uint8Array {
  const writer = new FrameWriter({ kind: FrameKind.record, run: runBytes(run), seq: gap.fromSeq, time });
  writer.append(EntryKind.gap, StreamId.none, gap.toSeq, time, encodePayload(EntryKind.gap, gap));
  return writer.seal();
}
