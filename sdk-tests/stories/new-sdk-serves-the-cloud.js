'use strict';

// The newer SDK as a thing of its thing model: it reports a property and an event and hears that they have arrived; a
// program in the cloud sets a property and calls a service, without and with waiting for the answer. The program does
// what the device asks it to on its custom topic, and sends back there what the device answered.

const { tell, expect } = require('../lib/story');
const { logIn, subscribe, publish, leave } = require('../lib/device');

tell(async (input) => {
  const sys = `/sys/${input.productKey}/${input.deviceName}`;
  const custom = `/${input.productKey}/${input.deviceName}/user`;
  const device = await logIn('new', input.scheme, input);
  const heard = echoes(device, `${custom}/get`);
  device.onService('blink', (call, reply) => {
    reply({ id: call.id, code: 200, data: { times: call.params.times } }, call.params.sync ? 'sync' : 'async');
  });
  await subscribe(device, `${custom}/get`);

  const reported = await new Promise((resolve) => device.postProps({ temperature: 21 }, resolve));
  expect('reply to the property', reported.code, 200, { reported });
  const told = await new Promise((resolve) => device.postEvent('alarm', { level: 3 }, resolve));
  expect('reply to the event', told.code, 200, { told });

  const ask = (topic, payload) => publish(device, `${custom}/update`, JSON.stringify({ topic: sys + topic, payload }));
  const set = new Promise((resolve) => device.onProps(resolve));
  await ask('/thing/service/property/set', { id: '7', method: 'thing.service.property.set', params: { power: 1 } });
  expect('property', (await set).params, { power: 1 });

  await ask('/thing/service/blink', { id: '8', method: 'thing.service.blink', params: { times: 2 } });
  const answer = await heard();
  expect('answer', [answer.id, answer.code, answer.data], ['8', 200, { times: 2 }], { answer });
  await ask('/rrpc/request/4711', { id: '9', method: 'thing.service.blink', params: { times: 3, sync: true } });
  const awaited = await heard();
  expect('awaited answer', [awaited.id, awaited.data], ['9', { times: 3 }], { awaited });
  await leave(device);
  return { reported, told, answer, awaited };
});

/** What arrives on a topic, one by one, also if it came before anybody asked for it. */
function echoes(device, topic) {
  const arrived = [];
  const waiting = [];
  device.on('message', (on, payload) => {
    if (on !== topic) return;
    const message = JSON.parse(payload);
    if (waiting.length > 0) waiting.shift()(message);
    else arrived.push(message);
  });
  return () => (arrived.length > 0 ? Promise.resolve(arrived.shift()) : new Promise((resolve) => waiting.push(resolve)));
}
