using System.Text;

namespace Infusion.Rules.Tool;

/// <summary>A writer that says of a failure that it was the output that failed: a disk is full, or nobody listens any more.</summary>
/// <param name="inner">Where the text goes.</param>
internal sealed class OutputWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Guarded(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Guarded(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Guarded(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Flush() => Guarded(inner.Flush);

    private static void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new OutputException(error);
        }
    }
}
