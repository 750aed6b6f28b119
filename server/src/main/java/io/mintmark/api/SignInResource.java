package io.mintmark.api;

import io.mintmark.access.SignInDesk;
import io.mintmark.access.SignInOutcome;
import io.mintmark.vault.SecretText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Signing in and out.
@RestController
@Tag(name = "Access")
class SignInResource {

  private static final String PATH = Paths.API + "/sign-in";

  private final SignInDesk desk;

  SignInResource(SignInDesk desk) {
    this.desk = desk;
  }

  @Open
  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "signIn",
      summary = "Sign in with name and password",
      description =
          "Answers a token that is good for some hours as `Authorization: Bearer`. A password that"
              + " was printed for one use needs `newPassword` beside it.")
  @Refusals({
    ProblemCode.SIGN_IN_REFUSED,
    ProblemCode.PASSWORD_CHANGE_NEEDED,
    ProblemCode.PASSWORD_WEAK,
    ProblemCode.TOO_MANY_ATTEMPTS
  })
  Session signIn(@RequestBody SignIn body) {
    var outcome = desk.signIn(body.name(), body.secret(), body.newSecret());
    return switch (outcome) {
      case SignInOutcome.SignedIn(_, var token, var expiresAt) ->
          new Session(token.expose(), expiresAt);
      case SignInOutcome.Refused(var reason) -> throw refused(reason);
      case SignInOutcome.Slowed(var retryAfter) ->
          throw new ProblemException(
              Problem.of(ProblemCode.TOO_MANY_ATTEMPTS, "Wait as long as Retry-After says.")
                  .withRetryAfter(retryAfter.toSeconds() + 1));
    };
  }

  @ForFactories
  @DeleteMapping(PATH)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "signOut", summary = "Sign out: end the session of this token")
  @Refusals(ProblemCode.BAD_REQUEST)
  void signOut(@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    switch (caller) {
      case Caller.Person(_, var token, _) -> desk.signOut(token);
      case Caller.Program _ ->
          throw ProblemException.badRequest(
              "An API key has no session; to end the key, delete it under /api/v1/api-keys.");
    }
  }

  private static ProblemException refused(SignInOutcome.Reason reason) {
    return switch (reason) {
      case WRONG_NAME_OR_PASSWORD ->
          new ProblemException(
              ProblemCode.SIGN_IN_REFUSED,
              "Check both; whoever runs the server can reset the administrator's password.");
      case PASSWORD_MUST_CHANGE ->
          new ProblemException(
              ProblemCode.PASSWORD_CHANGE_NEEDED,
              "This password was for one use: send the same again with a newPassword.");
      case NEW_PASSWORD_UNFIT ->
          new ProblemException(
              ProblemCode.PASSWORD_WEAK, "It has 12 to 128 characters and is not the old one.");
    };
  }

  /// What it takes to sign in.
  record SignIn(
      @Schema(example = "admin") String name,
      @Schema(example = "correct horse battery", format = "password") String password,
      @Schema(description = "Replaces the password; all other sessions end")
          @Nullable String newPassword) {

    SignIn {
      Fields.required("name", name);
      Fields.required("password", password);
    }

    SecretText secret() {
      return SecretText.of(password);
    }

    Optional<SecretText> newSecret() {
      return Optional.ofNullable(newPassword).map(SecretText::of);
    }

    @Override
    public String toString() {
      return "SignIn[" + name + "]";
    }
  }

  /// A session that began.
  record Session(
      @Schema(description = "Send it as `Authorization: Bearer`; it is shown this once")
          String token,
      Instant expiresAt) {

    @Override
    public String toString() {
      return "Session[until " + expiresAt + "]";
    }
  }
}
