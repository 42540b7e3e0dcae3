namespace Maintenance.Host.Tests.Architecture.Planted.Egg;

internal sealed record Laid(Hen.Layer By);
