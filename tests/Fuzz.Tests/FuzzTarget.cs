using System.Text;

namespace Maintenance.Fuzz.Tests;

/// <summary>A reader of bytes from outside, and what must hold for any input.</summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>Name in tables, and folder of the kept inputs.</summary>
    public abstract string Name { get; }

    /// <summary>The types whose reading methods it exercises; <see cref="CoverageTests"/> finds readers that no target names.</summary>
    public abstract IReadOnlyList<Type> Reads { get; }

    /// <summary>Valid inputs, made by code.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Words of the format, which mutations insert.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>Inputs of a short run; readers that open files or libraries take fewer.</summary>
    public virtual int ShortRun => 400;

    /// <summary>Bytes the reader may allocate for an input of a given length, in total.</summary>
    public virtual long AllocationLimit(int length) => (64L << 20) + (4096L * length);

    /// <summary>
    /// Reads an input and checks the properties of what was read (<see cref="FuzzException"/>). Any exception that is not a refusal is
    /// a failure.
    /// </summary>
    /// <returns>What was read, in words: equal for equal inputs.</returns>
    public abstract string Read(byte[] input);

    /// <summary>True for the exceptions that the reader documents for inputs it refuses.</summary>
    public virtual bool Refuses(Exception error) => false;

    /// <summary>A broken input, made of a valid one.</summary>
    public virtual byte[] Mutate(byte[] input, Mutator mutator) => mutator.Mutate(input);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Fails unless the condition holds.</summary>
    protected static void Require(bool condition, string property)
    {
        if (!condition) throw new FuzzException(property);
    }

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
