package io.mintmark.broker;

/// Who stands behind a session, because the broker keeps a queue of another length for each: a
/// device waits for a few commands, an application receives what a whole fleet sends.
public enum ClientKind {
  DEVICE,
  APPLICATION
}
