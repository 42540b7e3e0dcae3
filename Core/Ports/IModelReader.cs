namespace Maintenance.Core.Ports;

/// <summary>Reads one format of model documents. Any thread.</summary>
public interface IModelReader
{
    /// <summary>Name of the format, for messages.</summary>
    string Format { get; }

    /// <summary>Whether the first bytes are those of this format; the rest is not checked.</summary>
    bool Recognises(ReadOnlySpan<byte> document);

    /// <summary>Reads, verifies and prepares a model.</summary>
    /// <param name="document">Whole document, untrusted; not modified.</param>
    /// <exception cref="InvalidDataException">It is refused; the message says what was found and what is supported.</exception>
    IConditionModel Load(byte[] document);
}
