package io.mintmark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457), the body of every answer that is not a success.
///
/// @param detail what happened here and what to do about it; never a secret
/// @param retryAfterSeconds when it makes sense to come back; also a header
/// @param reference names the entry in the server's log, for INTERNAL only
/// @param faultCount how many faults a list of names has; may be more than `faults`
/// @param faults what is wrong with which line of a list of names
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A problem document (RFC 9457)")
record Problem(
    @Schema(example = "urn:mintmark:problem:not-found") String type,
    @Schema(example = "Not found") String title,
    @Schema(example = "404") int status,
    @Schema(description = "Stable; see the table in docs/api.md") ProblemCode code,
    @Schema(example = "There is no batch of this id.") String detail,
    @Schema(description = "When it makes sense to come back") @Nullable Integer retryAfterSeconds,
    @Schema(description = "Names the entry in the server's log; of INTERNAL")
        @Nullable String reference,
    @Schema(description = "How many faults there are in all; of NAMES_FAULTY")
        @Nullable Integer faultCount,
    @Schema(description = "The first faults by line, at most 10,000; of NAMES_FAULTY")
        @Nullable List<Fault> faults) {

  /// The media type that announces it.
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(ProblemCode code, String detail) {
    return new Problem(
        code.type(), code.title(), code.status(), code, detail, null, null, null, null);
  }

  Problem withRetryAfter(long seconds) {
    int shown = Math.clamp(seconds, 1, Integer.MAX_VALUE);
    return new Problem(type, title, status, code, detail, shown, reference, faultCount, faults);
  }

  Problem withReference(String reference) {
    return new Problem(
        type, title, status, code, detail, retryAfterSeconds, reference, faultCount, faults);
  }

  Problem withFaults(int faultCount, List<Fault> faults) {
    return new Problem(
        type, title, status, code, detail, retryAfterSeconds, reference, faultCount, faults);
  }

  /// One fault of an uploaded file.
  ///
  /// @param line from 1, as a text editor counts; 0 for the file as a whole
  /// @param name what stands there, as far as it can be shown
  /// @param kind for programs, a stable word
  /// @param fault for people
  record Fault(
      @Schema(example = "17", description = "From 1; 0 for the file as a whole") int line,
      @Schema(example = "bad name") String name,
      @Schema(example = "BAD_CHARACTER") String kind,
      @Schema(
              example =
                  "The name holds U+0020; a DeviceName has letters, digits and -_@.: Remove or replace the character.")
          String fault) {}
}
