'use strict';

// The newer SDK as a gateway: registers a sub-device, binds it, logs it in, lets it report a property and hear an
// answer from the cloud, and logs it out again.

const { tell, expect } = require('../lib/story');
const { logIn, leave } = require('../lib/device');

tell(async (input) => {
  const gateway = await logIn('new', input.scheme, input, {}, 'gateway');
  const { productKey, subDeviceName: deviceName } = input;
  const registered = await asked((done) => gateway.regiestSubDevice([{ productKey, deviceName }], done));
  expect('registration', registered.code, 200, { answer: registered });
  const { deviceSecret } = registered.data[0];
  const triple = { productKey, deviceName, deviceSecret };

  const added = await asked((done) => gateway.addTopo([triple], done));
  expect('topology', [added.code, added.data], [200, [{ deviceName, productKey }]], { answer: added });
  const topology = await asked((done) => gateway.getTopo(done));
  expect('topology as listed', topology.data, [{ deviceName, productKey }]);

  const { subDevice, answer } = await logInSubDevice(gateway, triple);
  expect('login', [answer.code, answer.data], [200, { deviceName, productKey }], { answer });
  const set = new Promise((resolve) => subDevice.onProps(resolve));
  // What the SDK subscribes to for the sub-device goes before this in the same connection.
  subDevice.postProps({ temperature: 21 });
  const received = await set;

  const out = await asked((done) => gateway.logout({ productKey, deviceName }, done));
  expect('logout', out.code, 200, { answer: out });
  const again = await asked((done) => gateway.logout({ productKey, deviceName }, done));
  expect('second logout', again.code, 520, { answer: again });
  const removed = await asked((done) => gateway.removeTopo([{ productKey, deviceName }], done));
  expect('end of the topology', removed.code, 200, { answer: removed });
  const wrong = await logInSubDevice(gateway, triple);
  expect('login without topology', wrong.answer.code, 6401, { answer: wrong.answer });
  await leave(gateway);
  return { deviceSecret, received: received.params };
});

function asked(ask) {
  return new Promise((resolve) => ask(resolve));
}

function logInSubDevice(gateway, triple) {
  return new Promise((resolve) => {
    const subDevice = gateway.login(triple, (answer) => setImmediate(() => resolve({ subDevice, answer })));
    subDevice.on('error', () => {}); // the answer says it
  });
}
