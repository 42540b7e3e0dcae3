namespace Maintenance.Host.Tests.Architecture.Planted.Hen;

internal sealed record Layer(Egg.Laid From);
