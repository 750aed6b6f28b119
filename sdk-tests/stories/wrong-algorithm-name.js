'use strict';

// Signatures that do not match the algorithm they name. The newer SDK signs its login with SHA-1 whatever
// `signAlgorithm` says, and both SDKs sign every registration with SHA-1 whatever `signMethod` says. A server
// that tried all algorithms in turn would let these in.

const { tell, expect } = require('../lib/story');
const { register, refusedLogIn } = require('../lib/device');

tell(async (input) => {
  const codes = {};
  const connacks = {};
  for (const algorithm of ['md5', 'sha256']) {
    for (const sdk of ['new', 'old']) {
      const answer = await register(sdk, 'http', input, { signMethod: `hmac${algorithm}` });
      codes[`${sdk} ${algorithm}`] = answer.code;
    }
    connacks[`new ${algorithm}`] = await refusedLogIn('new', 'mqtt', input, { signAlgorithm: algorithm });
  }
  expect('codes', [...new Set(Object.values(codes))], [6600], { codes });
  expect('CONNACK codes', [...new Set(Object.values(connacks))], [4], { connacks });
  return { codes, connacks };
});
