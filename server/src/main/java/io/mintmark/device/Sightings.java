package io.mintmark.device;

import io.mintmark.product.ProductKey;
import java.util.Collection;
import java.util.Map;

/// When and where devices were seen last. A trace in the event log, kept when its events are gone:
/// what a server that was killed had not yet logged of its last moment is missing here too. Calls
/// block; for the management plane.
public interface Sightings {

  /// Of these devices, those that have ever logged in.
  Map<String, Sighting> of(ProductKey product, Collection<String> names);
}
