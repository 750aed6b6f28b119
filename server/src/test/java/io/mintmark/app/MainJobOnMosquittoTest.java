package io.mintmark.app;

import io.mintmark.broker.RealBroker;
import java.io.IOException;
import java.nio.file.Path;

/// The main job with Mosquitto behind the gate.
class MainJobOnMosquittoTest extends MainJobOnOtherBrokers {

  @Override
  RealBroker newBroker(Path itsFolder, Path certificates) throws IOException {
    return RealBroker.mosquitto(itsFolder, certificates);
  }
}
