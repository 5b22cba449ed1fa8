namespace Infusion.Rules.Tool;

/// <summary>An input that cannot be read. The message is for the person who gave it.</summary>
internal sealed class BadInputException(string message) : Exception(message);
