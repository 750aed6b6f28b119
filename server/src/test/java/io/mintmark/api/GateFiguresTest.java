package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GateFiguresTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  @Test
  void theFiguresOfTheGateAreShownUnderTheirNames() {
    var answer = HOUSE.api().get("/gate");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"connections":1,"waiting":2,"accepted":3,"logins":4,"loginRefusals":5,\
            "registrations":6,"registrationRefusals":7,"upstreams":8,"topicRefusals":9,\
            "refused":{"tooManyConnections":10,"overloaded":11,"tooSlow":12,"tooLarge":13,\
            "malformed":14,"handshakeFailures":15,"accepts":16,"addressConnects":17,\
            "addressFailures":18,"identityConnects":19,"identityFailures":20}}""");
  }
}
