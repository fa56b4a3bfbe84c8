"""Disputes: where sources disagree, each kind in its own module.

affairs       which versions speak of one matter
denials       whether it was so
givers        who gives a number
units         what a number counts
counts        the numbers that are given for what happened
figures       how many
perpetrators  who did it
whereabouts   where, and when
accounts      how and why it came about
disputes      all of these
"""
