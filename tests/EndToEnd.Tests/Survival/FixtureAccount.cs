namespace Maintenance.EndToEnd.Tests.Survival;

/// <summary>Someone who could sign in to the build that made a fixture.</summary>
internal sealed record FixtureAccount(string Name, string Password);
