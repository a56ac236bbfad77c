BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/madeEX -Images 12 -Size 64
    $store = 'TestDrive:/runs.db'
}

Describe 'Save-HNRun' {
    It 'saves a run once and a changed run as a revision' {
        (Import-HNRun $SampleRun | Save-HNRun -Store $store).Status | Should -Be Added
        (Import-HNRun $SampleRun | Save-HNRun -Store $store).Status | Should -Be Unchanged
        $revised = Import-HNRun $SampleRun -Threshold 0.5 | Save-HNRun -Store $store
        $revised.Status | Should -Be Revised
        $revised.Revision | Should -Be 2
    }

    It 'takes folders from Get-ChildItem and by -Path' {
        Get-ChildItem TestDrive:/ -Directory | Save-HNRun -Store TestDrive:/folders.db | Should -HaveCount 1
        (Save-HNRun "$(Split-Path $SampleRun)/v*EX" -Store TestDrive:/folders.db).Name | Should -Be v6EX, v7EX
    }

    It 'touches nothing with -WhatIf' {
        Save-HNRun $SampleRun -Store TestDrive:/whatif.db -WhatIf
        'TestDrive:/whatif.db' | Should -Not -Exist
    }

    It 'merges parts to exactly the whole, from <_> files' -ForEach 'db', 'parquet' {
        $made | Save-HNRun -Store $store | Out-Null
        foreach ($i in 1..4) {
            $option = $_ -eq 'db' ? @{ Store = "TestDrive:/part$i.db" } : @{ AsParquet = "TestDrive:/part$i.parquet" }
            $made | Measure-HNMask -Metric Overlap, Distance, Lesion -Shard "$i/4" | Save-HNRun @option | Out-Null
        }
        Save-HNRun -Merge "TestDrive:/part[123].$_" -Store $store -ErrorAction SilentlyContinue -ErrorVariable missing | Should -BeNullOrEmpty
        $missing[0].FullyQualifiedErrorId | Should -BeLike 'ShardMismatch*'
        Save-HNRun -Merge "TestDrive:/part*.$_" -Store $store | ForEach-Object Count | Should -Be 12
        # MeasuredWith says where a run came from, a folder here and the store there; every figure is the same.
        $figures = { $_ | Select-Object * -ExcludeProperty MeasuredWith }
        $whole = $made | Measure-HNMask -Metric Overlap, Distance, Lesion | ForEach-Object $figures | ConvertTo-Json
        Get-HNRun madeEX -Measurement -Store $store | ForEach-Object $figures | ConvertTo-Json | Should -Be $whole
    }
}
