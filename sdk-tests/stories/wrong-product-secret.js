'use strict';

// A device whose product secret is wrong: each SDK hands the refusal's JSON to its user.

const { tell, expect } = require('../lib/story');
const { register, wrong } = require('../lib/device');

tell(async (input) => {
  const codes = {};
  for (const sdk of ['new', 'old']) {
    for (const scheme of ['http', 'https']) {
      const answer = await register(sdk, scheme, { ...input, productSecret: wrong(input.productSecret) });
      codes[`${sdk} ${scheme}`] = answer.code;
    }
  }
  expect('codes', [...new Set(Object.values(codes))], [6600], { codes });
  return { codes };
});
