'use strict';

// A device whose session another login of the same identity takes over: its SDK finds the connection closed, connects
// again by itself, and hears the cloud as before.

const { tell } = require('../lib/story');
const { logIn, subscribe, publish, nextMessage, leave } = require('../lib/device');

tell(async (input) => {
  const custom = `/${input.productKey}/${input.deviceName}/user`;
  const received = {};
  for (const sdk of ['new', 'old']) {
    const device = await logIn(sdk, input.scheme, input);
    await subscribe(device, `${custom}/get`);
    const closed = happened(device, 'close');
    const back = happened(device, 'connect');

    const other = await logIn(sdk === 'new' ? 'old' : 'new', input.scheme, input);
    await closed;
    other.end(true); // or they would take it from each other for ever

    await back;
    const message = nextMessage(device, `${custom}/get`);
    await publish(device, `${custom}/update`, '{}');
    received[sdk] = await message;
    await leave(device);
  }
  return { received };
});

function happened(device, event) {
  return new Promise((resolve) => device.on(event, resolve));
}
