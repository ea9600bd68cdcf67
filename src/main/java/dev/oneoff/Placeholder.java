package dev.oneoff;

class Placeholder {}
