// Written by embed-text.mjs from page-icon.svg: change that instead.
export default "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><title>crossover</title><path fill=\"#0b6bcb\" d=\"M1 2h9v3H1zM1 7h14v3H1zM1 12h6v3H1z\" /></svg>";
