namespace Maintenance.Training.Boosting;

/// <summary>ML.NET's LightGBM cannot be loaded here; the message says what to do. Everything except training works without it.</summary>
public sealed class TrainingUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
