namespace Maintenance.Simulator.Player;

/// <summary>Recorded data cannot be read; the message names file, line and what was expected.</summary>
public sealed class RecordedDataException(string message, Exception? inner = null) : Exception(message, inner);
