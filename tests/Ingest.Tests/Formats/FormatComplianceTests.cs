using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats;

namespace Maintenance.Ingest.Tests.Formats;

/// <summary>No format without its contract, and no name that two formats share.</summary>
public sealed class FormatComplianceTests
{
    private static readonly PayloadDecoderContract[] Contracts =
    [
        .. typeof(FormatComplianceTests).Assembly.GetExportedTypes()
            .Where(t => t.IsSubclassOf(typeof(PayloadDecoderContract)) && !t.IsAbstract)
            .Select(t => (PayloadDecoderContract)Activator.CreateInstance(t)!),
    ];

    [Fact]
    public void Every_format_has_its_contract() => Contracts.Select(c => c.Format).ShouldBe(PayloadFormats.All, ignoreOrder: true);

    [Fact]
    public void Every_decoder_belongs_to_a_format() =>
        PayloadFormats.All.Select(f => f.CreateDecoder().GetType()).ShouldBe(
            typeof(PayloadFormats).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IPayloadDecoder)) && !t.IsInterface),
            ignoreOrder: true);

    [Fact]
    public void Topics_and_content_types_tell_the_formats_apart()
    {
        PayloadFormats.All.Select(f => f.Name).ShouldBeUnique();
        PayloadFormats.All.SelectMany(f => f.ContentTypes).Select(c => c.ToUpperInvariant()).ShouldBeUnique();
        foreach (var format in PayloadFormats.All)
        {
            format.ContentTypes.ShouldNotBeEmpty();
            PayloadFormats.FromTopicSegment(format.Name).ShouldBeSameAs(format);
            foreach (var type in format.ContentTypes) PayloadFormats.FromContentType($" {type.ToUpperInvariant()} ; "
                + "charset=utf-8").ShouldBeSameAs(format);
        }
        PayloadFormats.FromTopicSegment("no-format").ShouldBeNull();
        PayloadFormats.FromContentType(null).ShouldBeNull();
    }

    [Fact]
    public async Task The_contract_finds_a_decoder_that_loses_readings()
    {
        using var losing = new Losing();
        (await Record.ExceptionAsync(losing.Readings_are_stored_as_sent_with_their_numbers)).ShouldBeOfType<ShouldAssertException>();
        (await Record.ExceptionAsync(losing.Changed_bytes_never_throw_and_every_payload_is_accounted_for))
            .ShouldBeOfType<ShouldAssertException>();
        (await Record.ExceptionAsync(losing.Malformed_input_is_told_with_its_place)).ShouldBeOfType<ShouldAssertException>();
    }

    /// <summary>Takes nothing and says nothing.</summary>
    private sealed class Losing : PayloadDecoderContract
    {
        internal override PayloadFormat Format { get; } = new("losing", [], () => new Decoder());

        internal override IReadOnlyList<(byte[] Payload, string Place)> Malformed => [([1], "byte 0")];

        internal override IReadOnlyList<byte[]> Write(IReadOnlyList<SentReading> readings) => [.. readings.Select(_ => new byte[] { 1 })];

        private sealed class Decoder : IPayloadDecoder
        {
            public void Decode(ReadOnlySpan<byte> payload, IPayloadSink sink)
            {
            }
        }
    }
}
