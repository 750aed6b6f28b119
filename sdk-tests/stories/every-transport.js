'use strict';

// Both SDKs log in over TCP, TLS, WebSocket and WebSocket over TLS, and each time exchange messages with a program in
// the cloud.

const { tell } = require('../lib/story');
const { logIn, subscribe, publish, nextMessage, leave } = require('../lib/device');

tell(async (input) => {
  const received = {};
  for (const sdk of ['new', 'old']) {
    for (const scheme of ['mqtt', 'mqtts', 'ws', 'wss']) {
      received[`${sdk} ${scheme}`] = await exchange(sdk, scheme, input);
    }
  }
  return { received };
});

async function exchange(sdk, scheme, input) {
  const custom = `/${input.productKey}/${input.deviceName}/user`;
  const device = await logIn(sdk, scheme, input);
  const message = nextMessage(device, `${custom}/get`);
  await subscribe(device, `${custom}/get`);
  await publish(device, `${custom}/update`, JSON.stringify({ hello: `${sdk} ${scheme}` }));
  const payload = await message;
  await leave(device);
  return payload;
}
