package io.mintmark.gate;

import io.mintmark.device.Notice;
import io.mintmark.dialect.Push;
import io.mintmark.event.Origin;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/// Somebody who is online under a device's name: the device's own session, or a gateway that speaks
/// for it. Any thread.
interface Presence {

  /// When its login came, by [SessionMap#arrival].
  long arrival();

  /// Where the connection that it comes by leads to.
  Origin origin();

  /// Which DeviceClient of its name this is; null for a device with its own secret.
  @Nullable String deviceClient();

  /// Ends it. Nothing that it says from now on is passed on.
  void endFromAnywhere(Ending ending);

  /// Tells the device something; see [Session#push].
  boolean tell(Notice notice);

  /// The event loop that its connection belongs to.
  EventLoop loop();

  /// Tells the device something at once, on the event loop; false for one that [#push] would not
  /// send it to.
  boolean tellNow(Notice notice);

  /// Sends the device a message that it need not have subscribed to; see [Session#push].
  boolean push(Push push);
}
