/// Who may use the management plane and the message bus: accounts of people, API keys for programs,
/// application keys for cloud programs that talk MQTT. Secrets are kept only as hashes.
@NullMarked
package io.mintmark.access;

import org.jspecify.annotations.NullMarked;
