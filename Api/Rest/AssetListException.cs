namespace Maintenance.Api.Rest;

/// <summary>A list of assets is refused as a whole; the message names its wrong rows and is meant for the caller.</summary>
public sealed class AssetListException(string message) : FormatException(message);
