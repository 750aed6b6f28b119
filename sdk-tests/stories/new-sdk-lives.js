'use strict';

// The newer SDK's whole life: registers over HTTP and HTTPS, logs in over TCP and TLS with what it
// received, reports a property, publishes, and receives what a program in the cloud answers.

const { tell, expect } = require('../lib/story');
const { register, logIn, subscribe, publish, nextMessage, leave } = require('../lib/device');

tell(async (input) => {
  const deviceSecret = await registerTwice(input);
  const received = {};
  for (const scheme of ['mqtt', 'mqtts']) {
    received[scheme] = await exchange(scheme, { ...input, deviceSecret });
  }
  const again = await register('new', 'http', input);
  expect('registration after activation', again.code, 6289, { answer: again });
  return { deviceSecret, received, codeAfterActivation: again.code };
});

async function registerTwice(input) {
  const first = await register('new', 'http', input);
  expect('registration over HTTP', first.code, 200, { answer: first });
  const second = await register('new', 'https', input);
  expect('repeated registration over HTTPS', second.data, first.data);
  const { productKey, deviceName, deviceSecret } = first.data;
  expect('identity', [productKey, deviceName], [input.productKey, input.deviceName]);
  return deviceSecret;
}

async function exchange(scheme, input) {
  const custom = `/${input.productKey}/${input.deviceName}/user`;
  const device = await logIn('new', scheme, input);
  const message = nextMessage(device, `${custom}/get`);
  await subscribe(device, `${custom}/get`);
  device.postProps({ temperature: 21 });
  await publish(device, `${custom}/update`, JSON.stringify({ hello: scheme }));
  const payload = await message;
  await leave(device);
  return payload;
}
