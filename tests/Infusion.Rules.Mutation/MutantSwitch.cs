using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Infusion.Rules.Mutation;

/// <summary>
/// What Stryker compiled into the library: which mutant is active. Which ones were reached, it keeps in a list that it searches at every step
/// behind a lock, which takes minutes for a second of tests; so its switch is rewritten to mark them in an array.
/// </summary>
internal sealed class MutantSwitch
{
    private const string Reached = "Reached";
    private readonly FieldInfo _active;
    private readonly FieldInfo _reached;

    public MutantSwitch(Assembly library)
    {
        Type control = library.GetTypes().Single(type => type.Name == "MutantControl");
        _active = control.GetField("ActiveMutant")!;
        _reached = control.GetField(Reached)!;
    }

    public const int None = -1;

    public int Active
    {
        set => _active.SetValue(null, value);
    }

    public void Mark(byte[]? marks) => _reached.SetValue(null, marks);

    /// <summary>Rewrites the switch of a library: mark, where there is something to mark in, and compare.</summary>
    public static void Rewrite(string from, string to)
    {
        using var library = AssemblyDefinition.ReadAssembly(from);
        TypeDefinition control = library.MainModule.GetTypes().Single(type => type.Name == "MutantControl");
        FieldDefinition active = control.Fields.Single(field => field.Name == "ActiveMutant");
        var marks = new FieldDefinition(
            Reached, Mono.Cecil.FieldAttributes.Public | Mono.Cecil.FieldAttributes.Static, new ArrayType(library.MainModule.TypeSystem.Byte));
        control.Fields.Add(marks);
        Mono.Cecil.Cil.MethodBody body = control.Methods.Single(method => method.Name == "IsActive").Body;
        body.ExceptionHandlers.Clear();
        body.Variables.Clear();
        body.Instructions.Clear();
        ILProcessor code = body.GetILProcessor();
        Instruction compare = code.Create(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldsfld, marks);
        code.Emit(OpCodes.Brfalse, compare);
        code.Emit(OpCodes.Ldsfld, marks);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Stelem_I1);
        code.Append(compare);
        code.Emit(OpCodes.Ldsfld, active);
        code.Emit(OpCodes.Ceq);
        code.Emit(OpCodes.Ret);
        library.Write(to);
    }
}
