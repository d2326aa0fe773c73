/**
 * Proximal policy optimisation (Schulman et al. 2017, arXiv:1707.06347) in plain Java. To read in this order: {@link
 * dev.serin.training.ppo.Hyperparameters}, {@link dev.serin.training.ppo.Ppo} the loop, {@link
 * dev.serin.training.ppo.Experience} the advantages, {@link dev.serin.training.ppo.Losses} what is minimised, {@link
 * dev.serin.training.ppo.Network} and {@link dev.serin.training.ppo.Adam}, {@link
 * dev.serin.training.ppo.OnnxExport}.
 */
package dev.serin.training.ppo;
