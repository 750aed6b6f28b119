'use strict';

// The older SDK's life: registers over HTTP and HTTPS, then logs in over TCP and TLS with each of its
// three signature algorithms, and publishes each time.

const { tell, expect } = require('../lib/story');
const { register, logIn, publish, leave } = require('../lib/device');

tell(async (input) => {
  const first = await register('old', 'http', input);
  expect('registration over HTTP', first.code, 200, { answer: first });
  const second = await register('old', 'https', input);
  expect('repeated registration over HTTPS', second.data, first.data);

  const { deviceSecret } = first.data;
  const logins = [];
  for (const signAlgorithm of ['md5', 'sha1', 'sha256']) {
    for (const scheme of ['mqtt', 'mqtts']) {
      await logInAndPublish(scheme, { ...input, deviceSecret }, signAlgorithm);
      logins.push(`${signAlgorithm} over ${scheme}`);
    }
  }
  return { deviceSecret, logins };
});

async function logInAndPublish(scheme, input, signAlgorithm) {
  const device = await logIn('old', scheme, input, { signAlgorithm });
  const topic = `/${input.productKey}/${input.deviceName}/user/update`;
  await publish(device, topic, JSON.stringify({ signAlgorithm, scheme }));
  await leave(device);
}
