#requires -Version 7.6
<#
.SYNOPSIS
Builds, tests, packs or cleans HybridNet.PowerShell.
.DESCRIPTION
Build   dotnet build, which stages out/HybridNet.PowerShell.
Test    dotnet test: the engine, the staged module in PowerShell, and every Pester file.
Pack    Build with precompiled parts for Windows, Linux and macOS, then a gallery-ready folder and a .nupkg in out/pack.
Clean   Removes out, bin and obj.

Without PowerShell: dotnet tool restore, then dotnet pwsh ./build.ps1.
.EXAMPLE
./build.ps1
Import-Module ./out/HybridNet.PowerShell
.EXAMPLE
./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Clean')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$solution = Join-Path $root 'HybridNet.PowerShell.sln'
$staged = Join-Path $root 'out/HybridNet.PowerShell'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) ended with exit code $LASTEXITCODE." }
}

switch ($Task) {
    'Clean' {
        Get-ChildItem $root -Directory -Recurse -Include bin, obj | Where-Object FullName -NotMatch '[\\/]\.git[\\/]' | Remove-Item -Recurse -Force
        if (Test-Path (Join-Path $root 'out')) { Remove-Item (Join-Path $root 'out') -Recurse -Force }
    }
    'Build' {
        Invoke-Dotnet build $solution -c Release -nologo -v quiet
        "Staged: $staged"
    }
    'Test' {
        Invoke-Dotnet test $solution -c Release -nologo
    }
    'Pack' {
        Invoke-Dotnet build $solution -c Release -nologo -v quiet '-p:PackedSystems=true'
        $pack = Join-Path $root 'out/pack'
        $version = (Import-PowerShellDataFile (Join-Path $staged 'HybridNet.PowerShell.psd1')).ModuleVersion
        $folder = Join-Path $pack "HybridNet.PowerShell/$version"
        if (Test-Path $pack) { Remove-Item $pack -Recurse -Force }
        New-Item $folder -ItemType Directory | Out-Null
        Copy-Item (Join-Path $staged '*') $folder -Recurse -Exclude *.pdb
        Invoke-Dotnet pack (Join-Path $root 'src/HybridNet.PowerShell/HybridNet.PowerShell.csproj') -c Release --no-build -nologo -v quiet -o $pack
        Get-ChildItem $pack | Select-Object Name, Length
    }
}
