package io.mintmark.api;

import io.mintmark.production.Batches;
import io.mintmark.production.Minting;
import io.mintmark.production.ProgressBoard;
import io.mintmark.production.ProgressBoard.Look;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Progress as server-sent events. A listener is a virtual thread that waits for the
/// [ProgressBoard]; one that went away is noticed by the heartbeat that cannot be sent.
@RestController
@Tag(name = "Batches")
class BatchProgressResource implements ApplicationListener<ContextClosedEvent> {

  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final int MAX_LISTENERS = 2_000;

  /// The id of a last event. A browser that connects again after it is told to stay away.
  private static final String LAST = "end";

  private final Batches batches;
  private final ProgressBoard board;
  private final Duration heartbeat;
  private final Duration longest;
  private final JsonMapper json = JsonForm.mapper();

  static BatchProgressResource of(Batches batches, Minting minting) {
    return new BatchProgressResource(
        batches,
        new ProgressBoard(batches, minting, INTERVAL, MAX_LISTENERS),
        Duration.ofSeconds(10),
        Duration.ofMinutes(30));
  }

  /// @param heartbeat how long nothing is sent at most
  /// @param longest how long a stream lasts at most; whoever wants more connects again, and is
  ///     checked again
  BatchProgressResource(
      Batches batches, ProgressBoard board, Duration heartbeat, Duration longest) {
    this.batches = batches;
    this.board = board;
    this.heartbeat = heartbeat;
    this.longest = longest;
  }

  @GetMapping(path = Paths.API + "/batches/{id}/progress")
  @Operation(
      operationId = "watchBatch",
      summary = "Watch a batch by server-sent events",
      description =
          "An event `progress` at once, then whenever the batch has changed, at most two a second;"
              + " its data are those of `findBatch`. The last one is called `end`, when the batch is"
              + " READY, CLOSED, REJECTED or CANCELLED, and the stream ends. Comments keep it alive"
              + " in between. A stream lasts half an hour at most; connect again to go on.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The stream",
              content =
                  @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"))))
  @Refusals(ProblemCode.OVERLOADED)
  void watchBatch(
      @PathVariable String id,
      @Parameter(hidden = true) @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String lastSeen,
      HttpServletResponse response)
      throws InterruptedException {
    var batch = Lookup.batch(batches, id).id();
    if (LAST.equals(lastSeen)) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return;
    }
    try (var watch = board.watch(batch).orElseThrow(BatchProgressResource::tooMany)) {
      response.setContentType("text/event-stream;charset=utf-8");
      response.setHeader("X-Accel-Buffering", "no"); // proxies would keep events back
      send(watch, response);
    } catch (IOException e) {
      // The listener went away.
    }
  }

  private void send(ProgressBoard.Watch watch, HttpServletResponse response)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    boolean last = false;
    write(response, "retry: 2000\n\n");
    while (!last && !board.isClosed() && System.nanoTime() < end) {
      var news = watch.next(heartbeat);
      last = news.isPresent() && news.get().isLast();
      write(response, news.isPresent() ? event(news.get()) : ": still here\n\n");
    }
  }

  private String event(Look look) {
    String head = look.isLast() ? "event: end\nid: " + LAST : "event: progress";
    String data = json.writeValueAsString(BatchView.of(look.batch(), look.progress()));
    return head + "\ndata: " + data + "\n\n";
  }

  private static void write(HttpServletResponse response, String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        Problem.of(
                ProblemCode.OVERLOADED,
                "Too many watch batches at this moment; ask for the batch itself instead.")
            .withRetryAfter(5));
  }

  /// The server is about to stop: streams end, so that it need not wait for them.
  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    board.close();
  }
}
