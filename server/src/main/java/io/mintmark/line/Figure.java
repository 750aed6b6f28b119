package io.mintmark.line;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The numbers of a balance sheet, in the order in which people read them.
public enum Figure {
  ORDERED("Ordered", null),
  MINTED("Minted", UnitState.MINTED),
  DELIVERED("Delivered to a factory", UnitState.DELIVERED),
  REGISTERED("Registered", UnitState.REGISTERED),
  ACTIVATED("Activated (logged in)", UnitState.ACTIVATED),
  PASSED("Passed", UnitState.PASSED),
  FAILED("Failed", UnitState.FAILED),
  SCRAPPED("Scrapped", UnitState.SCRAPPED),
  UNTESTED("Not tested", UnitState.UNTESTED),
  DELETED("Deleted", UnitState.DELETED),
  NEVER_SEEN("Never seen", UnitState.NEVER_SEEN),
  ACTIVATED_UNTESTED("Activated, never tested", UnitState.ACTIVATED_UNTESTED),
  PASSED_NOT_ACTIVATED("Passed, never activated", UnitState.PASSED_NOT_ACTIVATED),
  ACTIVATED_NOT_DELIVERED("Activated, not delivered", UnitState.ACTIVATED_NOT_DELIVERED),
  TESTED_AFTER_SCRAPPING("Tested after scrapping", UnitState.TESTED_AFTER_SCRAPPING),
  CLONED("Cloned by the evidence", null),
  STRANGERS_REGISTERING("Names nobody ordered that tried to register", null),
  STRANGERS_TESTED("Names nobody ordered that were tested", null);

  private final String label;
  private final @Nullable UnitState state;

  Figure(String label, @Nullable UnitState state) {
    this.label = label;
    this.state = state;
  }

  /// For people.
  public String label() {
    return label;
  }

  /// The units behind the number; empty where it does not count units of the batch.
  public Optional<UnitState> units() {
    return Optional.ofNullable(state);
  }
}
