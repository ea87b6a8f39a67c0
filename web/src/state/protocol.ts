// The one door to the protocol package, so that a change of its exports is a change of one file here.
export {
  type ExitInfo,
  FOLDER_PATH_LENGTH,
  type FolderNames,
  joinWords,
  PROTOCOL_VERSION,
  quoteWord,
  type RunInfo,
  type StartHint,
  type StepHow,
  SUBPROTOCOL,
  type WireError,
  type WireOsString,
} from '@pipescope/protocol';
export {
  type BytesFrame,
  Client,
  type ClientKey,
  type ConnectionStatus,
  type Platform,
  parsePairingCode,
  parseStoredKey,
  type Row,
  type RowCounts,
  type RowsFrame,
  type SessionKey,
  type Socket,
  type SocketEvents,
  type StdinChannel,
  storeKey,
} from '@pipescope/protocol/client';

import type { SpawnSpecInput as Spec } from '@pipescope/protocol';
export type SpawnSpecInput = Spec;
export { SIGNALS, signalName } from '@pipescope/protocol/process';
