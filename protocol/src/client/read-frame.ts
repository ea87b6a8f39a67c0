import { decodeFrame, type Frame } from '../record/decode.ts';
import { FrameError } from '../record/frame.ts';
import { ProtocolError } from './errors.ts';

/** @throws ProtocolError when the bytes are no frame. */
export function readFrame(bytes: Uint8Array): Frame {
  try {
    return decodeFrame(bytes);
  } catch (error) {
    if (error instanceof FrameError) throw new ProtocolError(error.message);
    throw error;
  }
}
