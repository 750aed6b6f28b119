package io.mintmark.gate;

import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.gate.admission.Throttle;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registration over HTTP: finds the dialect by its path and has the use case decide.
final class HttpDesk {

  private static final Logger LOG = LoggerFactory.getLogger(HttpDesk.class);

  private static final Set<HttpResponseStatus> TOO_LARGE =
      Set.of(
          HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
          HttpResponseStatus.REQUEST_URI_TOO_LONG,
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);

  private final Visit visit;
  private final HttpConnection connection;

  HttpDesk(Visit visit, HttpConnection connection) {
    this.visit = visit;
    this.connection = connection;
  }

  /// Answers the question on the connection, now or later, exactly once.
  void receive(HttpQuestion question, boolean keep) {
    Optional<DeviceDialect> dialect = visit.plane.neighbours().dialects().ofPath(question.path());
    if (dialect.isEmpty()) {
      visit.malformed();
      connection.answer(HttpHeads.bare(HttpResponseStatus.NOT_FOUND), false);
      return;
    }
    if (visit.isThrottled(question.origin())) {
      // Its next connection is turned away at the door, which is cheaper.
      new Exchange(dialect.get(), question, false).answer(new Refused(Reason.THROTTLED));
      return;
    }
    visit.useEntry();
    var exchange = new Exchange(dialect.get(), question, keep);
    switch (dialect.get().read(question)) {
      case HttpReading.Registration(var request) -> exchange.register(request);
      case HttpReading.Faulty(var reason, var claim, var detail) -> {
        visit
            .plane
            .events()
            .registrationRefused(reason, claim, dialect.get().dialect(), question.origin(), detail);
        visit.failed(Blame.of(reason), claim);
        exchange.answer(new Refused(reason));
      }
    }
  }

  /// Answers what cannot be taken as a question.
  void refuse(HttpResponseStatus status) {
    if (TOO_LARGE.contains(status)) {
      visit.tooLarge();
    } else {
      visit.malformed();
    }
    connection.answer(HttpHeads.bare(status), false);
  }

  /// One question and its answer.
  private final class Exchange {

    private final DeviceDialect dialect;
    private final HttpQuestion question;
    private final boolean keep;

    Exchange(DeviceDialect dialect, HttpQuestion question, boolean keep) {
      this.dialect = dialect;
      this.question = question;
      this.keep = keep;
    }

    void register(RegistrationRequest request) {
      Plane plane = visit.plane;
      Throttle throttle = visit.throttleOf(request.identity());
      if (throttle != null) {
        if (throttle.isNews()) {
          report(request, Reason.THROTTLED, throttle.detail(request.identity().toString()));
        }
        answer(new Refused(Reason.THROTTLED));
      } else if (!plane.admits()) {
        plane.counters().overloaded.increment();
        report(request, Reason.OVERLOADED, null);
        answer(new Refused(Reason.OVERLOADED));
      } else {
        ask(request);
      }
    }

    private void report(RegistrationRequest request, Reason reason, @Nullable String detail) {
      visit
          .plane
          .events()
          .registrationRefused(
              reason,
              GateEvents.claimOf(request.identity()),
              request.dialect(),
              request.origin(),
              detail);
    }

    private void ask(RegistrationRequest request) {
      Plane plane = visit.plane;
      plane.counters().waiting.incrementAndGet();
      Loops.whenDone(
          visit.channel.eventLoop(),
          Loops.ask(() -> plane.neighbours().registrar().register(request)),
          (outcome, failure) -> {
            plane.counters().waiting.decrementAndGet();
            if (outcome == null) {
              LOG.error("registration failed", failure);
            } else {
              visit.decided(outcome, request.identity());
            }
            answer(outcome == null ? new Refused(Reason.INTERNAL) : outcome);
            connection.resume();
          });
    }

    void answer(RegistrationOutcome outcome) {
      visit.plane.counters().registration(!(outcome instanceof Refused));
      connection.answer(HttpHeads.of(dialect.answer(question, outcome), keep), keep);
    }
  }
}
