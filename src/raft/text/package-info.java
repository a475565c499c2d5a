/**
 * What is told to a person: which word they probably meant, why something
 * failed, and long texts cut short. Every package may ask here; this one
 * imports gson, for JSON's quotation marks, and nothing of the project.
 */
package raft.text;
