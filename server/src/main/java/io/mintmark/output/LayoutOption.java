package io.mintmark.output;

import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;

/// The option `layout` of the formats that burn a record.
final class LayoutOption {

  static final FileFormat.Option OPTION =
      new FileFormat.Option(
          "layout",
          "",
          "how a record lies in memory, such as"
              + " size:128,pad:FF,endian:little,0:name:48,48:secret:32,124:crc32:0-123");

  private LayoutOption() {}

  /// @throws UnfitFileException if it is missing or no layout, or asks for secrets that the units
  ///     do not burn
  static Layout read(GivenOptions options, Batch batch) {
    var layout = LayoutReader.read(options.text(OPTION.name()));
    if (layout.holdsSecrets() && batch.burnMethod() == BurnMethod.DYNAMIC_REGISTRATION) {
      throw new UnfitFileException(
          "layout: the units of this batch fetch their DeviceSecret themselves; leave it out");
    }
    return layout;
  }
}
