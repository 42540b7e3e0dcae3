namespace Maintenance.Api.Rest;

/// <summary>Answer to a list of assets.</summary>
/// <param name="Registered">Assets that were unknown.</param>
/// <param name="Changed">Known assets whose place or bit changed.</param>
/// <param name="Unchanged">Known assets that were the same already.</param>
public sealed record AssetsRegistered(int Registered, int Changed, int Unchanged);
