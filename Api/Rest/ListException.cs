namespace Maintenance.Api.Rest;

/// <summary>A list is refused as a whole; the message names its wrong rows and is meant for the caller.</summary>
public sealed class ListException(string message) : FormatException(message);
