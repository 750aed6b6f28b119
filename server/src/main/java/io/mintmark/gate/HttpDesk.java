package io.mintmark.gate;

import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registration over HTTP: finds the dialect by its path and has the use case decide.
final class HttpDesk {

  private static final Logger LOG = LoggerFactory.getLogger(HttpDesk.class);

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
      connection.answer(HttpHeads.bare(HttpResponseStatus.NOT_FOUND), false);
      return;
    }
    var exchange = new Exchange(dialect.get(), question, keep);
    switch (dialect.get().read(question)) {
      case HttpReading.Registration(var request) -> exchange.register(request);
      case HttpReading.Faulty(var reason, var claim, var detail) -> {
        visit
            .plane
            .events()
            .registrationRefused(reason, claim, dialect.get().dialect(), question.origin(), detail);
        exchange.answer(new Refused(reason));
      }
    }
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
      if (!plane.admits()) {
        plane
            .events()
            .registrationRefused(
                Reason.OVERLOADED,
                GateEvents.claimOf(request.identity()),
                request.dialect(),
                request.origin(),
                null);
        answer(new Refused(Reason.OVERLOADED));
        return;
      }
      plane.counters().waiting.incrementAndGet();
      Loops.whenDone(
          visit.channel.eventLoop(),
          Loops.ask(() -> plane.neighbours().registrar().register(request)),
          (outcome, failure) -> {
            plane.counters().waiting.decrementAndGet();
            if (outcome == null) {
              LOG.error("registration failed", failure);
            }
            answer(outcome == null ? new Refused(Reason.INTERNAL) : outcome);
            connection.resume();
          });
    }

    void answer(RegistrationOutcome outcome) {
      visit.plane.counters().registration(outcome instanceof Issued);
      connection.answer(HttpHeads.of(dialect.answer(question, outcome), keep), keep);
    }
  }
}
