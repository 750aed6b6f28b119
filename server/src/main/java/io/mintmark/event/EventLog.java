package io.mintmark.event;

/// Where features report what happened. Never blocks and never fails its caller: a full log counts
/// what it could not keep and reports the count as an event of its own ([EventKind#SUPPRESSED]).
/// Safe for any thread, the event loops of the gate included.
public interface EventLog {

  void append(Event event);
}
