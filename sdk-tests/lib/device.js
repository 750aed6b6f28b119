'use strict';

// The two SDKs behind promises. Nothing in them is changed or replaced: only host, port and identity are given.

const sdks = {
  new: require('alibabacloud-iot-device-sdk'),
  old: require('aliyun-iot-device-sdk'),
};

/** Registers over `http` or `https`; resolves with the server's JSON, refusals too. */
function register(sdk, scheme, input, options = {}) {
  const { host, productKey, productSecret, deviceName } = input;
  const port = input[`${scheme}Port`];
  const registerURL = `${scheme}://${host}:${port}/auth/register/device`;
  return new Promise((resolve, reject) => {
    sdks[sdk].register({ productKey, productSecret, deviceName, registerURL, ...options }, (answer) =>
      answer instanceof Error ? reject(answer) : resolve(answer),
    );
  });
}

/** Begins to connect over `mqtt`, `mqtts`, `ws` or `wss`, as a `device` or a `gateway`, and goes on trying as the SDK does. */
function start(sdk, scheme, input, options = {}, kind = 'device') {
  const { host, productKey, deviceName, deviceSecret } = input;
  const brokerUrl = {
    mqtt: `mqtt://${host}:${input.mqttPort}`,
    mqtts: `mqtts://${host}:${input.mqttsPort}`,
    ws: `ws://${host}:${input.httpPort}/mqtt`,
    wss: `wss://${host}:${input.httpsPort}/mqtt`,
  }[scheme];
  return sdks[sdk][kind]({ productKey, deviceName, deviceSecret, brokerUrl, ...options });
}

/** Connects; rejects with the CONNACK code in `connack` when refused. */
function logIn(sdk, scheme, input, options, kind) {
  const device = start(sdk, scheme, input, options, kind);
  return new Promise((resolve, reject) => {
    device.on('connect', () => resolve(device));
    // Both SDKs wrap an event's arguments into a list. They would try again for ever.
    device.on('error', ([error]) => {
      device.end(true);
      reject(Object.assign(error, { connack: error.code }));
    });
  });
}

/** Resolves with the CONNACK code of a login that has to be refused. */
async function refusedLogIn(sdk, scheme, input, options) {
  let device;
  try {
    device = await logIn(sdk, scheme, input, options);
  } catch (error) {
    if (Number.isInteger(error.connack)) return error.connack;
    throw error;
  }
  device.end(true);
  return 0;
}

/** Subscribes and resolves when the broker has granted it. */
function subscribe(device, topic) {
  return new Promise((resolve, reject) => {
    device.subscribe(topic, { qos: 1 }, (error, granted) => {
      if (error) reject(error);
      else if (granted.some(({ qos }) => qos > 2)) reject(new Error(`no permission to subscribe to ${topic}`));
      else resolve();
    });
  });
}

/** Publishes with QoS 1 and resolves when it is acknowledged. */
function publish(device, topic, payload) {
  return new Promise((resolve, reject) => {
    device.publish(topic, payload, { qos: 1 }, (error) => (error ? reject(error) : resolve()));
  });
}

/** Resolves with the payload of the next message on a topic. */
function nextMessage(device, topic) {
  return new Promise((resolve) => {
    device.on('message', (arrivedOn, payload) => {
      if (arrivedOn === topic) resolve(payload.toString());
    });
  });
}

/** Says DISCONNECT and resolves when the connection is closed. */
function leave(device) {
  return new Promise((resolve) => device.end(false, resolve));
}

/** A secret of the same form that is not the right one. */
function wrong(secret) {
  return (secret.startsWith('0') ? '1' : '0') + secret.slice(1);
}

module.exports = { register, start, logIn, refusedLogIn, subscribe, publish, nextMessage, leave, wrong };
