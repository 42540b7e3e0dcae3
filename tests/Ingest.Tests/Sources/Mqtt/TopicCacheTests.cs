using System.Text;
using Maintenance.Ingest.Sources.Mqtt;

namespace Maintenance.Ingest.Tests.Sources.Mqtt;

public sealed class TopicCacheTests
{
    [Theory]
    [InlineData(20, 50_000)]
    [InlineData(400, 12_000)]
    public void Topics_that_clients_invent_do_not_fill_the_memory(int assetLength, int limit)
    {
        var cache = new TopicCache();
        for (var i = 0; i < 120_000; i++)
        {
            var asset = $"{i}".PadLeft(assetLength, 'x');

            var topic = cache.Get(Encoding.UTF8.GetBytes($"maintenance/v1/a/b/c/{asset}/telemetry/json"));

            topic.Source.Asset.ShouldBe(asset);
            cache.Count.ShouldBeLessThanOrEqualTo(limit);
        }
    }
}
