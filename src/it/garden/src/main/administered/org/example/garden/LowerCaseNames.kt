package org.example.garden

import dev.oneoff.admin.task.DataFix
import dev.oneoff.admin.task.Items
import dev.oneoff.admin.task.Task

@Task(description = "Writes every name in lower case.")
class LowerCaseNames : DataFix<Plant> {
    override fun items(): Items<Plant> = Items.of(Plant::class.java, "name <> lower(name)")

    override fun process(item: Plant) {
        item.name = item.name.lowercase()
    }
}
