package io.mintmark.app;

import io.mintmark.broker.RealBroker;
import java.io.IOException;
import java.nio.file.Path;

/// The main job with RabbitMQ behind the gate.
class MainJobOnRabbitMqTest extends MainJobOnOtherBrokers {

  @Override
  RealBroker newBroker(Path itsFolder, Path certificates) throws IOException {
    return RealBroker.rabbitMq(itsFolder, certificates);
  }
}
